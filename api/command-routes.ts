/** 办理 Mounts one POST for each command: role, key, body, jurisdiction, execute, answer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { AnyDecider } from '../domain/kernel/decider.ts';
import type { CommandSpec } from '../domain/kernel/message.ts';
import type { Outcome } from '../domain/kernel/request.ts';
import { ID_PREFIX, type IdKind, idOf } from '../domain/kernel/values.ts';
import { answer } from './answer.ts';
import { seesNames } from './authority.ts';
import { actorOf, statedBy } from './command-context.ts';
import { type CommandRoute, expectedOf, idempotencyKeyOf, recordRefusal, takeCommand } from './command-intake.ts';
import { commandPaths } from './command-paths.ts';
import type { ApiPorts } from './ports.ts';
import { officerOf } from './sign-in.ts';
import type { ZodInstance } from './zod.ts';

/** The identifier in a path, by the prefix of what it names. */
const idSchemas: Readonly<Record<string, z.ZodType<string>>> = Object.fromEntries(
  (Object.keys(ID_PREFIX) as IdKind[]).map((kind) => [ID_PREFIX[kind], idOf(kind)]),
);

const paramsOf = (path: string, { prefix }: AnyDecider): CommandRoute['params'] => {
  const id = idSchemas[prefix];
  return path.includes(':id') && id ? { id } : {};
};

export const commandRoutes: readonly CommandRoute[] = commandPaths.flatMap(({ decider, paths }) =>
  Object.entries(paths).flatMap(([type, path]) => {
    if (path === null) return [];
    const spec = decider.commands.specs[type] as CommandSpec;
    const name = `${decider.category}.${type}`;
    return [{ decider, type, path, spec, name, params: paramsOf(path, decider) }];
  }),
);

/** Whose stream a command without `:id` goes to; one that creates its subject names none. */
const subjectOf = ({ decider, spec }: CommandRoute, data: unknown, county: string): string | undefined => {
  if (spec.creates) return undefined;
  return decider.category === 'policy' ? (data as { topic: string }).topic : county;
};

/** What follows once a command is in the log, before the answer leaves. */
const complete = async (ports: ApiPorts, { type, decider }: CommandRoute, data: unknown): Promise<void> => {
  if (decider.category === 'policy') await ports.rules.refresh();
  if (type === 'EraseOwner') {
    const { owner, class: ownerClass } = data as { owner: string; class: string };
    await ports.erase([`${owner}/${ownerClass}`]);
  }
};

const carryOut = async (ports: ApiPorts, route: CommandRoute, request: FastifyRequest): Promise<Outcome> => {
  const officer = officerOf(request);
  await ports.authority.role(officer, route.name);
  const idempotencyKey = idempotencyKeyOf(request);
  const expected = expectedOf(request);
  const { command, context } = await takeCommand(ports, officer, { route, body: request.body });
  const id = (request.params as { id?: string }).id ?? subjectOf(route, command.data, ports.county);
  await ports.authority.command(officer, route.name, { data: command.data, subject: id });
  const outcome = await ports.execute({
    category: route.decider.category,
    command,
    actor: actorOf(officer, context),
    idempotencyKey,
    stated: statedBy(officer, context),
    ...(id !== undefined && { id }),
    ...(expected !== undefined && { expected }),
  });
  if (outcome.kind === 'refused') await recordRefusal(ports, officer, { route, ...outcome });
  if (outcome.kind === 'accepted' || outcome.kind === 'unchanged') await complete(ports, route, command.data);
  return outcome;
};

export const mountCommands = (app: ZodInstance, ports: ApiPorts) => {
  for (const route of commandRoutes) {
    const params = z.strictObject(route.params);
    app.route({
      method: 'POST',
      url: route.path,
      schema: { params },
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const outcome = await carryOut(ports, route, request);
        const context = { epoch: ports.epoch(), seesNames: seesNames(officerOf(request)) };
        return answer(reply, outcome, context);
      },
    });
  }
};
