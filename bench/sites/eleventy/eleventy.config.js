// The same site as the others: lists, neighbours and alternates are gathered once, in one collection.
const SITE = "https://province.example";
const LANGUAGES = [
  { code: "vi", tag: "vi", name: "Tiếng Việt", title: "Tỉnh mẫu", home: "/" },
  { code: "en", tag: "en", name: "English", title: "Sample Province", home: "/en/" },
  { code: "zh", tag: "zh-Hans", name: "简体中文", title: "样本省", home: "/zh/" },
];

const day = (date) => date.toISOString().slice(0, 10);
const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");

function gather(api) {
  const site = { byRef: {}, lists: {} };
  for (const page of api.getAll()) {
    const { lang, group, kind, ref } = page.data;
    if (!kind) continue;
    (site.byRef[ref] ??= {})[lang] = page;
    const holder = kind === "issue" ? "newsletters" : kind === "section" ? "" : group;
    if (kind !== "home") ((site.lists[lang] ??= {})[holder] ??= []).push(page);
  }
  for (const lists of Object.values(site.lists)) {
    for (const list of Object.values(lists)) list.sort((a, b) => (a.url < b.url ? -1 : 1));
    lists.newsletters?.reverse();
  }
  return site;
}

module.exports = function (config) {
  config.addPassthroughCopy("assets");
  config.addPassthroughCopy("main.css");
  config.addPassthroughCopy("icon.svg");
  config.addGlobalData("site", SITE);
  config.addGlobalData("languages", LANGUAGES);
  config.addGlobalData("layout", "page.njk");
  config.addCollection("site", gather);
  config.addFilter("day", (date) => (date instanceof Date ? day(date) : date));
  config.addFilter("alternates", (site, ref) =>
    LANGUAGES.filter((one) => site.byRef[ref]?.[one.code]).map((one) => ({ ...one, url: site.byRef[ref][one.code].url })));
  config.addFilter("list", (site, lang, group) => site.lists[lang]?.[group] ?? []);
  config.addFilter("language", (code) => LANGUAGES.find((one) => one.code === code));
  config.addFilter("neighbour", (list, url, step) => list[list.findIndex((page) => page.url === url) + step]);
  config.addFilter("earlier", (list, url) => list.slice(list.findIndex((page) => page.url === url) + 1).slice(0, 6));
  config.addFilter("first", (list, count) => list.slice(0, count));
  config.addFilter("headings", (html) =>
    [...html.matchAll(/<h2 id="([^"]+)">(.*?)<\/h2>/g)].map(([, id, text]) => ({ id, text })));
  config.addFilter("ancestors", (site, lang, ref) => {
    const found = [site.byRef["index.md"][lang]];
    const parts = ref.split("/");
    for (let depth = 1; depth < parts.length; depth++) {
      const above = parts.slice(0, depth).join("/") + "/index.md";
      if (above !== ref) found.push(site.byRef[above][lang]);
    }
    return found;
  });
  config.amendLibrary("md", (markdown) =>
    markdown.core.ruler.push("heading-ids", (state) => {
      state.tokens.forEach((token, at) => {
        if (token.type === "heading_open") token.attrSet("id", slug(state.tokens[at + 1].content));
      });
    }));
  return { dir: { input: "content", output: "site", includes: "../_includes" }, markdownTemplateEngine: false };
};
