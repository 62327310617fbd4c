// The code of an invitation stands behind the # of its link, which is never sent: put it into the field and go on.
(() => {
  const form = document.querySelector("form[data-code-form]");
  const take = () => {
    const code = decodeURIComponent(window.location.hash.slice(1));
    if (!form || !/^[0-9A-Za-z-]{20,60}$/.test(code)) {
      return;
    }
    form.querySelector("input[name=code]").value = code;
    window.history.replaceState(null, "", window.location.pathname);
    form.requestSubmit();
  };
  take();
  window.addEventListener("hashchange", take);
})();
