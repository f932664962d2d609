/** What every group of calls works with. */
export interface Calls {
  readonly octokit: ReturnType<typeof import("@actions/github").getOctokit>;
  readonly owner: string;
  readonly repo: string;
}
