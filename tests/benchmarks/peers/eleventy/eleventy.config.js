// As Eleventy's documentation has it: data from files, pages by pagination, JavaScript templates (its fastest).
const fs = require("node:fs");
const path = require("node:path");
const yaml = require("js-yaml");

module.exports = (config) => {
  config.addGlobalData("english", JSON.parse(fs.readFileSync("english.json", "utf8")));
  config.addGlobalData("tables", () =>
    fs.readdirSync("departments").flatMap((department) =>
      fs.readdirSync(path.join("departments", department)).flatMap((file) => {
        const table = yaml.load(fs.readFileSync(path.join("departments", department, file), "utf8"));
        return ["zh", "en"].map((language) => ({ department, year: path.parse(file).name, language, table }));
      }),
    ),
  );
  return { dir: { input: "pages", output: "public" } };
};
