// What Relay's compiler must take: a connection in pages, and a thing refetched by its id.
import { graphql } from "relay-runtime";

export const query = graphql`
  query suitsQuery($id: ID!, $data: [ID!]) {
    case(id: $id) {
      ...suitsCase
    }
    ...suitsPage @arguments(data: $data)
  }
`;

export const page = graphql`
  fragment suitsPage on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }, data: { type: "[ID!]" })
  @refetchable(queryName: "suitsPageQuery") {
    cases(first: $first, after: $after, where: { allegations: { some: { data: { is: $data } } } })
      @connection(key: "suitsPage_cases") {
      totalCount
      edges {
        node {
          id
          name
        }
      }
    }
  }
`;

export const one = graphql`
  fragment suitsCase on Case
  @argumentDefinitions(first: { type: "Int", defaultValue: 10 }, after: { type: "String" })
  @refetchable(queryName: "suitsCaseQuery") {
    name
    parties(first: $first, after: $after) @connection(key: "suitsCase_parties") {
      edges {
        role
        node {
          __typename
          id
        }
      }
    }
  }
`;
