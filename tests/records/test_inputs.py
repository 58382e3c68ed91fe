"""A file that is given to a command is read whole, or refused at once: nothing is waited for and memory is bounded."""

import os
import socket

import pytest

from records.files.inputs import NotAFileError, TooLargeError, read_at_most


def test_a_file_is_read_up_to_the_limit(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"12345")
    link = tmp_path / "link.csv"
    link.symlink_to(path)

    assert (read_at_most(path, 5), read_at_most(link, 5)) == (b"12345", b"12345")
    with pytest.raises(TooLargeError):
        read_at_most(path, 4)


def test_a_file_of_200_megabytes_is_not_read(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as opened:
        opened.truncate(200_000_000)

    with pytest.raises(TooLargeError):
        read_at_most(path, 20_000_000)


def make_pipe(path):
    os.mkfifo(path)


def make_folder(path):
    path.mkdir()


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as listening:
        folder = os.open(path.parent, os.O_RDONLY)
        listening.bind(f"/proc/self/fd/{folder}/{path.name}")
        os.close(folder)


def make_endless_device(path):
    path.symlink_to("/dev/zero")


SPECIAL = [make_pipe, make_folder, make_socket, make_endless_device]


@pytest.mark.parametrize("make", SPECIAL)
def test_what_is_no_file_is_not_opened(tmp_path, make):
    make(tmp_path / "a.csv")

    with pytest.raises(NotAFileError):
        read_at_most(tmp_path / "a.csv", 1_000)
