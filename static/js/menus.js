// Menus are <details>: open one, and a click or the focus elsewhere, or Escape, closes it again.
(() => {
  const open = () => document.querySelectorAll("details[data-menu][open]");
  const closeOthers = (event) => {
    open().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  };
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();
