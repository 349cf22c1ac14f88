// Writes what is filled in on the page as marking.csv; nothing leaves the machine.
"use strict";

const form = document.querySelector("form");
const status = document.querySelector("#status");
let saved = true;

function cell(text) {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function row(article, columns) {
  const given = [...article.querySelectorAll("input")].map((input) => input.value.trim());
  const empty = Array(columns - given.length).fill("");
  const comment = article.querySelector("textarea").value.trim();
  return [article.dataset.code, article.dataset.question, ...given, ...empty, comment].map(cell).join(",");
}

function table() {
  const columns = Number(form.dataset.columns);
  const names = Array.from({ length: columns }, (_, place) => `point ${place + 1}`);
  const rows = [...form.querySelectorAll("article")].map((article) => row(article, columns));
  return ["code,question," + [...names, "comment"].join(","), ...rows].join("\n") + "\n";
}

function isMarked(article) {
  return [...article.querySelectorAll("input")].every((input) => input.value.trim() && input.validity.valid);
}

function count() {
  const articles = [...form.querySelectorAll("article")];
  status.textContent = `${articles.filter(isMarked).length} of ${articles.length} marked${saved ? "" : ", not downloaded yet"}`;
}

form.addEventListener("input", () => {
  saved = false;
  count();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff" + table()], { type: "text/csv" }));
  link.download = "marking.csv";
  link.click();
  URL.revokeObjectURL(link.href);
  saved = true;
  count();
});

window.addEventListener("beforeunload", (event) => {
  if (!saved) event.preventDefault();
});

count();
