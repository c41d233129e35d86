// A version of a server for the tests of deploying: what its version says is wrong with it, is.
import { createServer } from 'node:http';

const [version, port] = process.argv.slice(2);
const tests = new Set();
const answers = {
  '/.backstage/health/v1/readiness': () => (version.includes('unready') ? 503 : 200),
  '/api/autocura/openapi.json': () => ({ info: { version: version.includes('lying') ? '0.0.0' : version } }),
};
createServer((request, response) => {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', () => {
    const answer = answerOf(request, Buffer.concat(parts).toString());
    const [status, body] = typeof answer === 'number' ? [answer, {}] : [200, answer];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
}).listen(Number(port), '127.0.0.1');

function answerOf({ method, url, headers }, body) {
  if (url in answers) return answers[url]();
  if (headers.authorization !== 'Bearer a-token') return 401;
  if (method === 'POST') {
    if (!version.includes('forgetful')) tests.add(JSON.parse(body).alerts[0].labels.autocura_test);
    return 202;
  }
  return tests.has(url.split('/').at(-1)) ? 200 : 404;
}
