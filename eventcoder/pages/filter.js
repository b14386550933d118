// Shows only those parts of the page that have the text in the field; without scripts the field does not appear.
const form = document.querySelector("form.search");
const field = form.querySelector("input");
const parts = [...document.querySelectorAll("[data-filter]")];
const texts = parts.map((part) => part.textContent.toLowerCase());
const outer = [...document.querySelectorAll("[data-filter-group]")];
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", () => {
  const wanted = field.value.trim().toLowerCase();
  let count = 0;
  parts.forEach((part, i) => {
    part.hidden = !texts[i].includes(wanted);
    count += !part.hidden;
    if (part.tagName === "DETAILS") part.open = wanted !== "" && !part.hidden;
  });
  outer.forEach((group) => {
    group.hidden = wanted !== "" && ![...group.querySelectorAll("[data-filter]")].some((part) => !part.hidden);
  });
  form.querySelector("output").textContent = wanted ? `${count} of ${parts.length}` : "";
});
