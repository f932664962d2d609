/** What a workflow template leaves open. */
export interface WorkflowBlanks {
  readonly spec: string;
  readonly branch: string;
  readonly stage: string;
  readonly model: string;
  /** One of several specs of its repository: its workflows say of which model they are. */
  readonly several: boolean;
  /** `owner/repository` that holds the actions. */
  readonly repository: string;
  readonly commit: string;
  readonly version: string;
  /** Files of data, as a shell parts them. */
  readonly files?: readonly string[];
  /** Environment variables that the step is given from the repository's secrets. */
  readonly variables?: readonly string[];
}

/** Fills a template's `{{name}}` places; `{{action:NAME}}` becomes the action pinned by commit, its version as a comment. */
export function fillWorkflow(template: string, blanks: WorkflowBlanks): string {
  const { repository, commit, version } = blanks;
  // JSON's quoting is YAML's too, so no value can say more than itself.
  const values: Readonly<Record<string, string>> = {
    spec: JSON.stringify(blanks.spec),
    branch: JSON.stringify(blanks.branch),
    stage: JSON.stringify(blanks.stage),
    files: JSON.stringify((blanks.files ?? []).join(" ")),
    repository: JSON.stringify(repository),
    commit: JSON.stringify(commit),
    variables: variableLines(blanks.variables ?? []),
    concurrency: slug(blanks.model),
    of: blanks.several ? ` (${blanks.model})` : "",
  };
  // Not after `$`: GitHub's own expressions stay as they are.
  return template.replace(
    /(?<!\$)\{\{([a-z]+)(?::([a-z]+))?\}\}/g,
    (whole, name: string, action?: string) => {
      if (name === "action") return `${repository}/actions/${action}@${commit} # v${version}`;
      return values[name] ?? whole;
    },
  );
}

/** Where the workflow of this name stands. */
export function workflowPath(name: string, { model, several }: Pick<WorkflowBlanks, "model" | "several">) {
  return `.github/workflows/${name}${several ? `-${slug(model)}` : ""}.yml`;
}

function slug(model: string): string {
  return model.replace(/[^A-Za-z0-9_-]/g, "-");
}

/** A step's `env`, as it stands below its `with`; nothing where it needs none. */
function variableLines(variables: readonly string[]): string {
  if (variables.length === 0) return "";
  const lines = variables.map((name) => `          ${name}: $${"{{"} secrets.${name} }}\n`);
  return `        env:\n${lines.join("")}`;
}
