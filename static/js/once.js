// A form is sent once: its button rests until the answer comes.
(() => {
  document.querySelectorAll("form[data-once]").forEach((form) => {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button[type=submit]");
      setTimeout(() => {
        button.disabled = true;
      });
      window.addEventListener("pageshow", () => {
        button.disabled = false;
      });
    });
  });
})();
