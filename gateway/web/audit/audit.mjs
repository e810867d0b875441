// Holds a running gateway against the audits of GraphQL over HTTP and prints
// those that it does not pass: node audit/audit.mjs http://127.0.0.1:8080/graphql
import { serverAudits } from "graphql-http";

const [url] = process.argv.slice(2);
const audits = serverAudits({ url });
let failed = 0;
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status === "ok") continue;
  failed++;
  console.log(`${result.status} ${audit.id} ${audit.name}: ${result.reason ?? ""}`);
}
console.log(`${audits.length - failed} of ${audits.length} audits`);
process.exitCode = failed === 0 ? 0 : 1;
