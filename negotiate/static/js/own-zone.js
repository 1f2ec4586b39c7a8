// The person's own time zone, as the browser knows it. Without this file it is asked.
document.querySelectorAll("[data-own-zone]").forEach((field) => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !field.value) field.value = zone;
});
