/**
 * What Trunkline uses of the Actions toolkit. Named one by one so that the bundle holds these and nothing else of the
 * package (identity tokens with an HTTP client, process execution); import this file by `await import()`.
 */
export {
  debug,
  endGroup,
  error,
  getBooleanInput,
  getInput,
  getMultilineInput,
  info,
  isDebug,
  notice,
  setFailed,
  setOutput,
  setSecret,
  startGroup,
  summary,
  warning,
} from "@actions/core";
