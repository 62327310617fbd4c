// A link to something inside a closed <details> opens it first.
(() => {
  const open = () => {
    const id = window.location.hash.slice(1);
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let one = target; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") one.open = true;
    }
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  open();
})();
