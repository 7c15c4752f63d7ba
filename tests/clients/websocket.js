// Node has WebSocket of its own from version 22 on; before that, that of ws.
import { WebSocket } from "ws";
globalThis.WebSocket ??= WebSocket;
