// Prints what gift-pegjs, a parser that others wrote, reads in GIFT files: a list of questions for each, as JSON.
const { readFileSync } = require("fs");
const { parse } = require("gift-pegjs");

const read = (file) => {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    console.error(`${file}:${error.location?.start.line}: ${error.message}`);
    process.exit(1);
  }
};
console.log(JSON.stringify(process.argv.slice(2).map(read)));
