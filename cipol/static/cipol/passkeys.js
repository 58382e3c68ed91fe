// Says so on the page when a passkey could not be made or used: allauth only tells the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey_refused").hidden = false;
});
