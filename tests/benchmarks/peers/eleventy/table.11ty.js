const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

module.exports = class {
  data() {
    return {
      pagination: { data: "tables", size: 1, alias: "shown" },
      permalink: ({ shown }) => `${shown.language}/departments/${shown.department}/${shown.year}/index.html`,
    };
  }

  render({ shown, english }) {
    const say = (text) => {
      const said = String((shown.language === "en" && english[text]) || text);
      return /[&<>"]/.test(said) ? said.replace(/[&<>"]/g, (sign) => SIGNS[sign]) : said;
    };
    const units = shown.table.project_goals.units.map(
      ({ projects }) => `
<table><thead><tr><th>项目</th><th>金额</th><th>指标</th></tr></thead><tbody>
${projects.map((each) => `<tr><th><a href="#${each.id}">${say(each.name)}</a></th><td>${each.total}</td><td>${each.indicators.length}</td></tr>`).join("\n")}
</tbody></table>
${projects.map((each) => `<section id="${each.id}"><h2>${say(each.name)}</h2><p>${each.total}</p><p>${say(each.goal)}</p>
<table><thead><tr><th>一级</th><th>二级</th><th>名称</th><th>周期</th><th>年度</th></tr></thead><tbody>
${each.indicators.map((row) => `<tr><td>${say(row.level1)}</td><td>${say(row.level2)}</td><th>${say(row.name)}</th><td>${say(row.cycle)}</td><td>${say(row.annual)}</td></tr>`).join("\n")}
</tbody></table></section>`).join("\n")}`,
    );
    return `<!DOCTYPE html>
<html lang="${shown.language}"><head><meta charset="utf-8"><title>${shown.department} ${shown.year}</title></head>
<body><main><h1>${say(shown.table.project_goals.title)}</h1>${units.join("\n")}</main></body></html>`;
  }
};
