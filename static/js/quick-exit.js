// Leaving quickly: the page goes blank, the server forgets the form of this browser, another site takes its place.
(() => {
  const link = document.querySelector("[data-quick-exit]");
  const form = document.getElementById("quick-leave");
  if (!link || !form) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.documentElement.dataset.left = "true";
    document.title = "";
    document.body.hidden = true;
    navigator.sendBeacon(form.action, new FormData(form));
    window.location.replace(link.href);
  });
})();
