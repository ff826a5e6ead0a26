/**
 * What is wrong with this Node.js, in one sentence; undefined when it will do. Written for any version: nothing is imported.
 * The 22 line counts from 22.12, where `require` of ES modules stopped being an experiment, as Vite does.
 */
export function nodeComplaint(version) {
  const parts = version.split('.').map(Number);
  const major = parts[0];
  const minor = parts[1];
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (fits) return undefined;
  return `Omnitill needs Node.js 20.19 or newer (of the 22 line 22.12 or newer); this is ${version}. See https://nodejs.org.`;
}
