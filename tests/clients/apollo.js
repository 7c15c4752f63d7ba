// Apollo Client against a served API: automatic persisted queries by GET, its cache, and pages by its own Relay policy.
// node apollo.js ADDRESS QUERY_FILE VARIABLES
import { readFileSync } from "node:fs";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client/core";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";
import { createHash } from "node:crypto";

const [address, path, variables] = process.argv.slice(2);
const asked = [];
const http = new HttpLink({
  uri: `${address}/graphql`,
  fetch: async (url, options) => {
    const response = await fetch(url, options);
    asked.push({ method: options.method, text: /[?&]query=/.test(String(url)) || /"query"/.test(options.body ?? ""), status: response.status });
    return response;
  },
});
const persisted = new PersistedQueryLink({
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
  useGETForHashedQueries: true,
});
const cache = new InMemoryCache({ typePolicies: { Query: { fields: { cases: relayStylePagination(["orderBy", "where"]) } } } });
const client = new ApolloClient({ cache, link: persisted.concat(http) });

const query = gql(readFileSync(path, "utf8"));
const first = await client.query({ query, variables: JSON.parse(variables) });
const twice = await client.query({ query, variables: JSON.parse(variables), fetchPolicy: "network-only" });

const page = gql`
  query Page($after: String) {
    cases(first: 10, after: $after, orderBy: [{ filedOn: DESC }]) {
      totalCount
      edges { cursor node { id name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
const watched = client.watchQuery({ query: page });
let subscription;
await new Promise((resolve, reject) => {
  subscription = watched.subscribe({ next: (result) => result.loading || resolve(result), error: reject });
});
let { cases } = cache.readQuery({ query: page });
while (cases.pageInfo.hasNextPage && cases.edges.length < 10_000) {
  const before = cases.edges.length;
  await watched.fetchMore({ variables: { after: cases.pageInfo.endCursor } });
  ({ cases } = cache.readQuery({ query: page }));
  if (cases.edges.length === before) throw new Error(`no page after ${cases.pageInfo.endCursor}`);
}
subscription.unsubscribe();

const { error } = await client.query({ query: gql`{ case(id: "linkedn") { id } }`, errorPolicy: "all" });
console.log(
  JSON.stringify({
    first: first.data,
    twice: twice.data,
    asked,
    walked: cases.edges.map((edge) => edge.node.id),
    total: cases.totalCount,
    normalized: Object.keys(cache.extract()).filter((key) => key.startsWith("Case:")).length,
    error: error.errors.map((each) => each.extensions),
  }),
);
client.stop();
