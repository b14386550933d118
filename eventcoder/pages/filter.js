// Shows only those parts of the page that have the text in the field, and the values chosen in the lists of the form:
// <select name="kind"> asks for data-kind="...". Without scripts the form does not appear.
const form = document.querySelector("form.search");
const field = form.querySelector("input");
const lists = [...form.querySelectorAll("select")];
const parts = [...document.querySelectorAll("[data-filter]")];
const texts = parts.map((part) => part.textContent.toLowerCase());
const outer = [...document.querySelectorAll("[data-filter-group]")];
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  const wanted = field.value.trim().toLowerCase();
  const chosen = lists.filter((list) => list.value !== "");
  const some = wanted !== "" || chosen.length > 0;
  let count = 0;
  parts.forEach((part, i) => {
    part.hidden = !texts[i].includes(wanted) || chosen.some((list) => part.dataset[list.name] !== list.value);
    count += !part.hidden;
    if (part.tagName === "DETAILS") part.open = some && !part.hidden;
  });
  outer.forEach((group) => {
    group.hidden = some && ![...group.querySelectorAll("[data-filter]")].some((part) => !part.hidden);
  });
  form.querySelector("output").textContent = some ? `${count} of ${parts.length}` : "";
});
