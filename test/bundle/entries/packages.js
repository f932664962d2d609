// The bundle takes its modules, Node its old format, which has a default besides; nothing here uses that.
const { default: _, ...pca } = await import("ml-pca");

// Prints what each package that is loaded late gives, by its name.
const packages = {
  "@actions/artifact": await import("@actions/artifact"),
  "@actions/core": await import("@actions/core"),
  "@actions/github": await import("@actions/github"),
  arquero: await import("arquero"),
  "csv-parse": await import("csv-parse"),
  "csv-parse/sync": await import("csv-parse/sync"),
  "isomorphic-git": await import("isomorphic-git"),
  "isomorphic-git/http/node": await import("isomorphic-git/http/node"),
  "ml-knn": await import("ml-knn"),
  "ml-pca": pca,
  yaml: await import("yaml"),
};
console.log(
  JSON.stringify(
    Object.entries(packages).map(([name, all]) => [
      name,
      // Two that Node adds to packages in the old format.
      Object.keys(all)
        .filter((key) => key !== "__esModule" && key !== "module.exports")
        .sort()
        .map((key) => `${key} ${typeof all[key]}`),
    ]),
  ),
);
