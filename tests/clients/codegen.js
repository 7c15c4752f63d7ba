// graphql-codegen over the schema of a served API: node_modules/.bin/graphql-codegen --config codegen.js
export default {
  schema: `${process.env.ADDRESS}/graphql`,
  documents: process.env.DOCUMENTS.split(","),
  generates: {
    [process.env.OUTPUT]: { plugins: ["typescript", "typescript-operations"], config: { scalars: { Date: "string", JSON: "unknown" }, strictScalars: true } },
  },
};
