// In busy moments: a small calculation that costs one form a second, and a flood of them a lot.
(() => {
  const challenge = document.getElementById("proof-challenge");
  const field = document.querySelector("[data-proof]");
  const status = document.querySelector("[data-proof-status]");
  if (!challenge || !field || !window.crypto?.subtle) return;
  const { algorithm, challenge: wanted, maxNumber, salt, signature } = JSON.parse(challenge.textContent);
  const encoder = new TextEncoder();
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const pause = () => new Promise((resolve) => setTimeout(resolve));
  const solve = async () => {
    for (let number = 0; number <= maxNumber; number += 1) {
      const digest = await crypto.subtle.digest(algorithm, encoder.encode(salt + number));
      if (hex(digest) === wanted) return number;
      if (number % 2000 === 0) await pause();
    }
    return null;
  };
  status.textContent = status.dataset.working;
  solve().then((number) => {
    if (number === null) return;
    field.value = btoa(JSON.stringify({ algorithm, challenge: wanted, number, salt, signature }));
    status.textContent = status.dataset.ready;
  });
})();
