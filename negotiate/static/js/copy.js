// A button with data-copy="id" copies the words of that element. Without this file the button stays hidden.
document.querySelectorAll("[data-copy]").forEach((button) => {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.innerText.trim());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Could not copy: select the words instead";
    }
    setTimeout(() => (button.textContent = label), 2500);
  });
});
