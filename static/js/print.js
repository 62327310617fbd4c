// Printing: buttons that ask for it, and folded rows that belong on paper.
(() => {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  const folded = new Set();
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details.more-rows:not([open])").forEach((fold) => {
      folded.add(fold);
      fold.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    folded.forEach((fold) => {
      fold.open = false;
    });
    folded.clear();
  });
})();
