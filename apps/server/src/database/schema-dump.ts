import type { Sql } from './connect.ts'
import { many } from './query.ts'

interface Line {
  readonly table: string
  readonly line: string
}

/**
 * The schema `public` as SQL, in one order that nothing but a change of the schema changes: tables with columns,
 * constraints, indexes and comments, sequences, functions, and what the application is granted.
 */
export async function dumpSchema(sql: Sql): Promise<string> {
  const [extensions, tables, columns, constraints, indexes, comments, sequences, functions, grants] = await Promise.all(
    [
      extensionLines(sql),
      tableLines(sql),
      columnLines(sql),
      constraintLines(sql),
      indexLines(sql),
      commentLines(sql),
      sequenceLines(sql),
      functionLines(sql),
      grantLines(sql),
    ],
  )
  const of = (lines: readonly Line[], table: string): readonly string[] =>
    lines.filter((one) => one.table === table).map(({ line }) => line)
  const created = tables.map(({ table, line: options }) => {
    const body = [...of(columns, table), ...of(constraints, table)].map((line) => `  ${line}`).join(',\n')
    return [`create table ${table} (\n${body}\n)${options};`, ...of(comments, table), ...of(indexes, table)].join('\n')
  })
  const parts = [extensions.join('\n'), ...created, sequences.join('\n'), ...functions, grants.join('\n')]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

async function linesOf(rows: Promise<readonly { readonly line: string }[]>): Promise<readonly string[]> {
  return (await rows).map(({ line }) => line)
}

function extensionLines(sql: Sql): Promise<readonly string[]> {
  return linesOf(
    many(sql<{ line: string }[]>`
      select format('create extension %I;', extname) as line from pg_extension
      where extname <> 'plpgsql' order by extname`),
  )
}

/** `line` holds the storage options that stand after the columns. */
function tableLines(sql: Sql): Promise<readonly Line[]> {
  return many(sql<Line[]>`
    select relname as "table", coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '') as line
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`)
}

function columnLines(sql: Sql): Promise<readonly Line[]> {
  return many(sql<Line[]>`
    select relname as "table", concat_ws(' ',
      attname, format_type(atttypid, atttypmod),
      case when attidentity = 'a' then 'generated always as identity' when attnotnull then 'not null' end,
      'default ' || pg_get_expr(adbin, adrelid),
      case when attstorage <> typstorage then 'storage ' || case attstorage when 'e' then 'external' else attstorage::text end end
    ) as line
    from pg_attribute
    join pg_class on pg_class.oid = attrelid
    join pg_type on pg_type.oid = atttypid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
    order by relname, attnum`)
}

/** Without the "not null" of columns, which stands with the column. */
function constraintLines(sql: Sql): Promise<readonly Line[]> {
  return many(sql<Line[]>`
    select relname as "table", format('constraint %s %s', conname, pg_get_constraintdef(pg_constraint.oid)) as line
    from pg_constraint join pg_class on pg_class.oid = conrelid
    where connamespace = 'public'::regnamespace and contype <> 'n' and conrelid <> 0
    order by relname, position(contype::text in 'pufcx'), conname`)
}

function indexLines(sql: Sql): Promise<readonly Line[]> {
  return many(sql<Line[]>`
    select tablename as "table", indexdef || ';' as line from pg_indexes
    where schemaname = 'public' and not exists (
      select from pg_constraint where conindid = format('public.%I', indexname)::regclass and contype in ('p', 'u', 'x'))
    order by tablename, indexname`)
}

function commentLines(sql: Sql): Promise<readonly Line[]> {
  return many(sql<Line[]>`
    select relname as "table", format('comment on %s is %L;',
      case when attname is null then 'table ' || relname else format('column %s.%s', relname, attname) end,
      description) as line
    from pg_description
    join pg_class on pg_class.oid = objoid and classoid = 'pg_class'::regclass
    left join pg_attribute on attrelid = objoid and attnum = objsubid and objsubid > 0
    where relnamespace = 'public'::regnamespace and relkind = 'r'
    order by relname, objsubid`)
}

/** Only those that are no column's own. */
function sequenceLines(sql: Sql): Promise<readonly string[]> {
  return linesOf(
    many(sql<{ line: string }[]>`
      select format('create sequence %s;', relname)
        || coalesce(format(E'\ncomment on sequence %s is %L;', relname, obj_description(pg_class.oid)), '') as line
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'S' and not exists (
        select from pg_depend where pg_depend.objid = pg_class.oid and deptype = 'i')
      order by relname`),
  )
}

function functionLines(sql: Sql): Promise<readonly string[]> {
  return linesOf(
    many(sql<{ line: string }[]>`
      select rtrim(pg_get_functiondef(pg_proc.oid), E'\n') || ';' as line from pg_proc
      where pronamespace = 'public'::regnamespace and not exists (
        select from pg_depend where pg_depend.objid = pg_proc.oid and deptype = 'e')
      order by proname`),
  )
}

/** What `qyzmet_app` may do, table by table, and column by column where it may not do it with all. */
function grantLines(sql: Sql): Promise<readonly string[]> {
  return linesOf(
    many(sql<{ line: string }[]>`
      select format('grant %s on %s%s to qyzmet_app;',
        string_agg(lower(privilege_type) || coalesce(' (' || attname || ')', ''), ', ' order by privilege_type, attname),
        case when relkind = 'S' then 'sequence ' else '' end, relname) as line
      from pg_class
      cross join lateral (
        select privilege_type, null::name as attname, grantee from aclexplode(relacl)
        union all
        select privilege_type, attname, grantee from pg_attribute cross join lateral aclexplode(attacl)
        where attrelid = pg_class.oid
      ) as acl
      join pg_roles on pg_roles.oid = grantee
      where relnamespace = 'public'::regnamespace and rolname = 'qyzmet_app'
      group by relkind, relname order by relkind desc, relname`),
  )
}
