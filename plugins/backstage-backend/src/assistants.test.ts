import { actionsRegistryServiceFactory, actionsServiceFactory } from '@backstage/backend-defaults/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import mcp from '@backstage/plugin-mcp-actions-backend';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { fakePolicy } from './testSupport/fakePolicy';
import { ownedByOwner, ownersRead } from './testSupport/ownersPolicy';
import { fill } from './testSupport/requests';
import { startApi, type TestApi } from './testSupport/testApi';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    features: [mcp, actionsServiceFactory, actionsRegistryServiceFactory, fakePolicy(ownersRead)],
    config: { backend: { actions: { pluginSources: ['autocura'] } } },
    entities: ownedByOwner,
  });
  await fill(api.store);
});
afterAll(() => api.stop());

/** What a client of the Model Context Protocol is given on behalf of somebody. */
async function asking<T>(who: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ name: 'assistant', version: '1.0.0' });
  const headers = { authorization: mockCredentials.user.header(`user:default/${who}`) };
  const transport = new StreamableHTTPClientTransport(new URL(`${api.urlOf('mcp-actions')}/v1`), {
    requestInit: { headers },
  });
  // Its session may be undefined, which these types do not let it say.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  try {
    return await ask(client);
  } finally {
    await client.close();
  }
}
const told = (answer: Awaited<ReturnType<Client['callTool']>>) => JSON.stringify(answer.content);

test('an assistant lists what it can read, and finds nothing else', async () => {
  const { tools } = await asking('owner', client => client.listTools());
  expect(tools.map(({ name }) => name).sort()).toEqual([
    'autocura.list-incidents',
    'autocura.read-incident',
    'autocura.read-service',
  ]);
  for (const { annotations } of tools)
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
});

test('it reads an incident and its diagnosis for whoever owns the service', async () => {
  const call = { name: 'autocura.read-incident', arguments: { id: 'incident.undoing' } };
  const answer = await asking('owner', client => client.callTool(call));
  expect(answer.isError).not.toBe(true);
  expect(told(answer)).toContain('bad-release');
});

test('for anybody else there is nothing to read', async () => {
  const list = { name: 'autocura.list-incidents', arguments: { limit: 50 } };
  const listed = await asking('stranger', client => client.callTool(list));
  expect(told(listed)).toMatch(/incidents\\+": ?\[\]/);
  const read = { name: 'autocura.read-incident', arguments: { id: 'incident.undoing' } };
  const answer = await asking('stranger', client => client.callTool(read));
  expect(answer.isError).toBe(true);
  expect(told(answer)).not.toContain('bad-release');
});
