-- One school's rows: the way in, row-level security, the audit trail, the record's versions, what the app's role may do.
-- Held by test/database/catalogue.test.ts, which lists every table, view and function.

create schema app;

-- The only way in. Every unit of work begins with it, inside its transaction.
create function app.enter_school(school uuid, actor uuid, request text) returns void
  language sql
  as $$
    select set_config('app.school_id', school::text, true),
           set_config('app.actor_id', coalesce(actor::text, ''), true),
           set_config('app.request_id', coalesce(request, ''), true)
  $$;

-- Foreign keys to the school, and to the pupil from the tables whose relation to it Prisma does not model.
do $$
declare t text;
begin
  for t in
    select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'schoolId' and table_name not in ('UserSchool', 'SchoolDirectory')
  loop
    execute format('alter table %I add foreign key ("schoolId") references "School" (id) on update no action on delete restrict', t);
  end loop;
  foreach t in array array['Assessment', 'Provision', 'Review', 'OutcomeProgress', 'NotDone'] loop
    execute format(
      'alter table %I add foreign key ("schoolId", "pupilId") references "Pupil" ("schoolId", id) on update no action on delete restrict', t);
  end loop;
end $$;

-- Days that cannot be.
alter table "Term" add check ("from" <= "to");
alter table "ClassMember" add check ("until" is null or "until" >= "from");
alter table "ClassStaff" add check ("until" is null or "until" >= "from");
alter table "PupilStaff" add check ("until" is null or "until" >= "from");
alter table "View" add check (num_nonnulls("meetingId", "assessmentId", "reviewId") = 1);
alter table "Outcome" add check (num_nonnulls("meetingId", "planId") = 1);

-- What the contract's record refuses: days out of its calendar, targets out of their limits.
do $$
declare c record;
begin
  for c in select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type = 'date' loop
    execute format('alter table %I add check (%I between ''1900-01-01'' and ''2199-12-31'')', c.table_name, c.column_name);
  end loop;
  for c in
    select column_name from information_schema.columns
    where table_schema = 'public' and table_name = 'School' and data_type = 'integer' and column_name <> 'version'
  loop
    execute format('alter table "School" add check (%I between 0 and 400)', c.column_name);
  end loop;
end $$;

-- Row-level security: with no school entered, current_setting fails, so a forgotten entry is an error and never fewer rows.
do $$
declare t text;
begin
  for t in
    select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'schoolId' and table_name not in ('UserSchool', 'SchoolDirectory')
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_school on %I using ("schoolId" = current_setting(''app.school_id'')::uuid) with check ("schoolId" = current_setting(''app.school_id'')::uuid)', t);
  end loop;
end $$;
alter table "School" enable row level security;
alter table "School" force row level security;
create policy one_school on "School"
  using (id = current_setting('app.school_id')::uuid) with check (id = current_setting('app.school_id')::uuid);

-- The audit trail. The trigger gets the table's name and, where the row is about a pupil, the column with the pupil's id.
create function app.audit() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  declare
    before_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
    after_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
    row_now jsonb := coalesce(after_row, before_row);
  begin
    if before_row is not distinct from after_row then
      return null;
    end if;
    insert into "AuditEvent" ("schoolId", id, "actorId", "requestId", action, subject, "rowId", "pupilId", before, after)
    values (
      (row_now ->> case when tg_argv[0] = 'School' then 'id' else 'schoolId' end)::uuid,
      gen_random_uuid(),
      nullif(current_setting('app.actor_id', true), '')::uuid,
      nullif(current_setting('app.request_id', true), ''),
      lower(tg_op)::"AuditAction",
      tg_argv[0],
      (row_now ->> 'id')::uuid,
      case when tg_nargs > 1 then (row_now ->> tg_argv[1])::uuid end,
      before_row,
      after_row
    );
    return null;
  end $$;

create function app.refuse_change() returns trigger
  language plpgsql
  as $$ begin raise exception 'The audit trail can only be added to.' using errcode = 'insufficient_privilege'; end $$;
create trigger insert_only before update or delete on "AuditEvent" for each row execute function app.refuse_change();
create trigger insert_only_truncate before truncate on "AuditEvent" for each statement execute function app.refuse_change();

-- The version of what the rules judge by: findings kept between requests are kept under it (docs/decisions/0004-kept-findings.md).
-- The transaction that raises one is marked: what it sees may yet be rolled back, so it keeps no findings.
create function app.touch(school uuid, subject uuid) returns void
  language sql security definer set search_path = pg_catalog, public
  as $$
    insert into "RecordVersion" ("schoolId", "subjectId", version) values (school, subject, 1)
    on conflict ("schoolId", "subjectId") do update set version = "RecordVersion".version + 1;
    select set_config('app.record_changed', 'yes', true)
  $$;

create function app.touch_pupil() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    if tg_op <> 'INSERT' then
      perform app.touch(old."schoolId", old."pupilId");
    end if;
    if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new."pupilId" is distinct from old."pupilId") then
      perform app.touch(new."schoolId", new."pupilId");
    end if;
    return null;
  end $$;

create function app.touch_pupil_itself() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$ begin perform app.touch(new."schoolId", new.id); return null; end $$;

create function app.touch_school() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  declare row_now jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  begin
    perform app.touch((row_now ->> tg_argv[0])::uuid, (row_now ->> tg_argv[0])::uuid);
    return null;
  end $$;

-- Who works with a pupil changes with the staff of a class, and with a member of staff who leaves.
create function app.touch_class() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    perform app.touch(m."schoolId", m."pupilId")
    from (select distinct "schoolId", "pupilId" from "ClassMember"
          where (tg_op <> 'INSERT' and "schoolId" = old."schoolId" and "classId" = old."classId")
             or (tg_op <> 'DELETE' and "schoolId" = new."schoolId" and "classId" = new."classId") order by "pupilId") m;
    return null;
  end $$;

create function app.touch_staff() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    perform app.touch(p."schoolId", p."pupilId")
    from (select m."schoolId", m."pupilId" from "ClassStaff" s
          join "ClassMember" m on m."schoolId" = s."schoolId" and m."classId" = s."classId"
          where s."schoolId" = new."schoolId" and s."staffId" = new.id
          union
          select "schoolId", "pupilId" from "PupilStaff" where "schoolId" = new."schoolId" and "staffId" = new.id
          order by 2) p;
    return null;
  end $$;

do $$
declare t text;
begin
  foreach t in array array['PupilNeed', 'Contact', 'ClassMember', 'PupilStaff', 'Concern', 'Meeting', 'Outcome', 'View', 'Decision',
    'Letter', 'Notice', 'Plan', 'Assessment', 'Provision', 'Review', 'OutcomeProgress', 'Professional', 'Briefing',
    'EhcConsideration', 'NotDone'] loop
    execute format('create trigger audit after insert or update or delete on %I for each row execute function app.audit(%L, ''pupilId'')', t, t);
  end loop;
  foreach t in array array['School', 'Term', 'Closure', 'TeachingReview', 'SpecialistService', 'CoreOfferStrategy', 'StaffMember', 'Class',
    'ClassStaff'] loop
    execute format('create trigger audit after insert or update or delete on %I for each row execute function app.audit(%L)', t, t);
  end loop;
  create trigger audit after insert or update or delete on "Pupil" for each row execute function app.audit('Pupil', 'id');

  foreach t in array array['ClassMember', 'PupilStaff', 'Concern', 'Meeting', 'Outcome', 'View', 'Decision', 'Notice', 'Plan', 'Assessment',
    'Provision', 'Review', 'Professional', 'Briefing', 'EhcConsideration'] loop
    execute format('create trigger touch after insert or update or delete on %I for each row execute function app.touch_pupil()', t);
  end loop;
  foreach t in array array['Term', 'Closure', 'TeachingReview', 'SpecialistService'] loop
    execute format('create trigger touch after insert or update or delete on %I for each row execute function app.touch_school(''schoolId'')', t);
  end loop;
end $$;
create trigger touch after insert or update on "Pupil" for each row execute function app.touch_pupil_itself();
create trigger touch after insert or update on "School" for each row execute function app.touch_school('id');
create trigger touch after insert or update or delete on "ClassStaff" for each row execute function app.touch_class();
create trigger touch after update of "startedOn", "leftOn" on "StaffMember" for each row execute function app.touch_staff();

-- Who may enter which school, for sign-in, before a school is entered.
create function app.note_user_school() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    delete from "UserSchool" where "schoolId" = new."schoolId" and "staffId" = new.id;
    if new."userId" is not null then
      insert into "UserSchool" ("userId", "schoolId", "staffId") values (new."userId", new."schoolId", new.id);
    end if;
    return null;
  end $$;
create trigger user_school after insert or update of "userId" on "StaffMember" for each row execute function app.note_user_school();

create function app.note_school() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    insert into "SchoolDirectory" ("schoolId", urn, name) values (new.id, new.urn, new.name)
    on conflict ("schoolId") do update set urn = excluded.urn, name = excluded.name;
    return null;
  end $$;
create trigger directory after insert or update of urn, name on "School" for each row execute function app.note_school();

-- Sign-in. These functions are all that the app's role can know of users.
create function app.find_sign_in(address text) returns table (user_id uuid, password_hash text)
  language sql stable security definer set search_path = pg_catalog, public
  as $$ select id, "passwordHash" from "User" where email = lower(trim(address)) $$;

create function app.schools_of(person uuid) returns table (school_id uuid, staff_id uuid, school_name text)
  language sql stable security definer set search_path = pg_catalog, public
  as $$
    select us."schoolId", us."staffId", d.name from "UserSchool" us join "SchoolDirectory" d on d."schoolId" = us."schoolId"
    where us."userId" = person order by d.name
  $$;

create function app.schools() returns table (school_id uuid, urn text, school_name text)
  language sql stable security definer set search_path = pg_catalog, public
  as $$ select "schoolId", urn, name from "SchoolDirectory" order by name, "schoolId" $$;

-- Adds a person who can sign in. Where the address is known already, that person stays as they are and their id comes back.
create function app.add_user(new_id uuid, address text, new_hash text) returns uuid
  language sql security definer set search_path = pg_catalog, public
  as $$
    with added as (
      insert into "User" (id, email, "passwordHash") values (new_id, lower(trim(address)), new_hash)
      on conflict (email) do nothing returning id
    )
    select id from added union all select id from "User" where email = lower(trim(address)) limit 1
  $$;

create function app.set_password(person uuid, new_hash text) returns void
  language sql security definer set search_path = pg_catalog, public
  as $$ update "User" set "passwordHash" = new_hash, "changedAt" = now() where id = person $$;

-- What the app's role may do. Called at each start by src/database/migrate.ts, because the role is made there.
create function app.grant_to(app_role name) returns void
  language plpgsql
  as $$
  declare t text;
  begin
    execute format('revoke all on all tables in schema public from %I', app_role);
    execute format('grant usage on schema public, app to %I', app_role);
    for t in select tablename from pg_tables where schemaname = 'public' and rowsecurity loop
      execute format('grant select, insert, update, delete on %I to %I', t, app_role);
    end loop;
    execute format('revoke update, delete on "AuditEvent" from %I', app_role);
    execute format('revoke insert, update, delete on "RecordVersion" from %I', app_role);
    foreach t in array array['School', 'Pupil', 'StaffMember', 'Class', 'Concern', 'Meeting', 'Decision', 'Letter', 'Notice', 'Plan',
      'Assessment', 'Review', 'Professional', 'Briefing', 'EhcConsideration', 'NotDone'] loop
      execute format('revoke delete on %I from %I', t, app_role);
    end loop;
    execute format('revoke update on "Letter", "NotDone" from %I', app_role);
    execute format('grant select, insert, update, delete on session, rate_limit to %I', app_role);
    execute format('grant execute on function app.enter_school(uuid, uuid, text), app.find_sign_in(text), app.schools_of(uuid),
      app.schools(), app.add_user(uuid, text, text), app.set_password(uuid, text) to %I', app_role);
  end $$;

revoke execute on all functions in schema app from public;
