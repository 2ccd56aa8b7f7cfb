// Vietnamese at the root, the other languages in folders of theirs.
module.exports = {
  permalink: (data) => {
    if (!data.kind) return data.permalink;
    const stem = data.page.filePathStem.replace(/^\/vi\//, "/").replace(/index$/, "");
    return stem.endsWith("/") ? `${stem}index.html` : `${stem}/index.html`;
  },
};
