import { createReadStream, existsSync, statSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { extname, join, relative, sep } from 'node:path';

const mediaTypes = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Makes the page run an extension in its web worker. A server's page runs one only if the extension's address is http:, so
 * a proxy stands before the server, serves the extension's folder, and names it in the configuration inside the page.
 * @param {number} port The server's.
 * @param {string} extension The folder of the extension.
 * @param {string} tests The module with the suite's `run`, inside that folder.
 * @returns {Promise<number>} The port of the proxy.
 */
export async function serveInWebWorker(port, extension, tests) {
  const proxy = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname.startsWith(`${mount}/`)) return serveFile(response, extension, pathname.slice(mount.length));
    if (pathname === '/')
      return servePage(request, response, port, html => configure(html, request.headers.host, extension, tests));
    return forward(request, port, answer => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
  });
  proxy.on('upgrade', (request, socket, head) => forwardSocket(request, socket, head, port));
  await new Promise(resolve => proxy.listen(0, '127.0.0.1', resolve));
  proxy.unref();
  return proxy.address().port;
}

/** Where the extension's folder stands in the proxy's addresses. */
const mount = '/extension-under-test';

function serveFile(response, folder, path) {
  const file = join(folder, decodeURIComponent(path));
  const isServed = file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile();
  response.writeHead(isServed ? 200 : 404, { 'Content-Type': mediaTypes[extname(file)] ?? 'application/octet-stream' });
  if (isServed) createReadStream(file).pipe(response);
  else response.end();
}

function servePage(request, response, port, change) {
  // Not compressed, so that it can be changed.
  request.headers['accept-encoding'] = 'identity';
  return forward(request, port, async answer => {
    const html = change((await answer.setEncoding('utf8').toArray()).join(''));
    const { 'content-length': _, ...headers } = answer.headers;
    response.writeHead(answer.statusCode, headers);
    response.end(html);
  });
}

/** The page keeps its configuration as JSON in an attribute of a meta element. */
function configure(html, authority, extension, tests) {
  const address = path => ({ $mid: 1, scheme: 'http', authority, path });
  return html.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/, (_, start, json) => {
    const configuration = JSON.parse(json.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
    configuration.developmentOptions = {
      ...configuration.developmentOptions,
      extensions: [address(mount)],
      extensionTestsPath: address(`${mount}/${relative(extension, tests)}`),
    };
    return `${start}${JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
  });
}

function forward(request, port, onAnswer) {
  const { method, url, headers } = request;
  const upstream = http.request({ host: '127.0.0.1', port, method, path: url, headers }, onAnswer);
  upstream.on('error', () => request.destroy());
  request.pipe(upstream);
}

function forwardSocket({ method, url, headers }, socket, head, port) {
  const upstream = net.connect(port, '127.0.0.1', () => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    upstream.write(`${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n`);
    upstream.write(head);
    socket.pipe(upstream).pipe(socket);
  });
  for (const [end, other] of [
    [socket, upstream],
    [upstream, socket],
  ]) {
    end.on('error', () => other.destroy());
  }
}
