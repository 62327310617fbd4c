// One box in the head of a list ticks every file on the page. Without JavaScript each is ticked by itself.
(() => {
  const prepare = () => {
    document.querySelectorAll("th[data-tick-all]:not([data-ready])").forEach((head) => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      const words = document.createElement("span");
      box.type = "checkbox";
      box.className = "form-check-input";
      words.className = "visually-hidden";
      words.textContent = head.dataset.tickAll;
      label.append(box, words);
      head.replaceChildren(label);
      head.dataset.ready = "yes";
      box.addEventListener("change", () => {
        head.closest("table").querySelectorAll("td.tick input").forEach((one) => {
          one.checked = box.checked;
        });
      });
    });
  };
  prepare();
  document.addEventListener("htmx:afterSwap", prepare);
})();
