// Apollo Client told of new suits over graphql-ws; it prints each event as a line and stops when it was told of a suit named "last".
// node --import ./websocket.js apollo-events.js ADDRESS
import { ApolloClient, InMemoryCache, gql } from "@apollo/client/core";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";

const sockets = createClient({ url: process.argv[2] });
const client = new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(sockets) });
const query = gql`
  subscription {
    newCases {
      cursor
      nodes { id name court { name } }
    }
  }
`;
const subscription = client.subscribe({ query }).subscribe({
  next: ({ data, error }) => {
    console.log(JSON.stringify(error ? { error: error.message } : data.newCases));
    if (error || data.newCases.nodes.some((suit) => suit.name === "last")) {
      subscription.unsubscribe();
      sockets.dispose();
      client.stop();
    }
  },
  error: (error) => {
    console.error(error);
    process.exit(1);
  },
});
