"""The site of these tests is the one that is shipped; it lives on while what it needs dies and comes back."""

import time


def test_a_page_is_read_by_https_only(site):
    answer = site.visitor().get("/fr/")
    plain = site.visitor().get("/fr/", X_Forwarded_Proto="http")

    assert answer.status == 200
    assert plain.status == 301


def test_another_process_takes_the_place_of_one_that_was_killed(site):
    before = set(site.workers())

    site.kill_worker()

    deadline = time.monotonic() + 20
    while len(set(site.workers()) - before) < 1 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(site.workers()) == 2
    assert site.visitor().get("/nl/").status == 200


def test_the_site_is_well_again_after_the_database_was_stopped_and_started(site, postgresql):
    visitor = site.visitor()

    postgresql.stop()
    postgresql.start()

    deadline = time.monotonic() + 20
    while visitor.get("/fr/account/login/").status != 200 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert visitor.get("/fr/account/login/").status == 200


def test_somebody_signs_in_by_the_page(site):
    site.run(
        "from accounts.models import User; from django.contrib.auth.models import Group;"
        "user = User.objects.create_user('an@example.brussels', 'a long password of the tests', is_staff=True);"
        "user.groups.add(Group.objects.get(name='Referents'))"
    )
    visitor = site.visitor()

    signed_in = visitor.sign_in("an@example.brussels")

    assert signed_in.status == 302
    assert visitor.get(signed_in.headers["location"]).status == 200
