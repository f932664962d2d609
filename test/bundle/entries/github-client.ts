// Asks a server for its repository by the GitHub client of the bundle, and prints what came, or what went wrong.
const { getOctokit } = await import("@actions/github");
try {
  const answer = await getOctokit("token").request("GET /repos/{owner}/{repo}", { owner: "o", repo: "r" });
  console.log(JSON.stringify({ status: answer.status, name: answer.data.name }));
} catch (error) {
  console.log(JSON.stringify({ failed: (error as { status?: number }).status }));
}
