-- AlterTable
ALTER TABLE "Class" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- How a person signs in may only be changed by the one school that they are at: else a school could give itself the way in to
-- another by attaching that school's SENCO and setting a password for them.
create function app.is_ours_alone(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public
  as $$
    select count(*) = 1 and bool_and("schoolId" = current_setting('app.school_id')::uuid) from "UserSchool" where "userId" = person
  $$;

-- Whether it was set: not where the person is at another school too, or not at this one.
create function app.reset_password(person uuid, new_hash text) returns boolean
  language sql security definer set search_path = pg_catalog, public
  as $$
    with reset as (
      update "User" set "passwordHash" = new_hash, "changedAt" = now() where id = person and app.is_ours_alone(person) returning id
    )
    select exists (select from reset)
  $$;

-- Whether it was changed: not where the person is at another school too, or somebody else signs in with that address.
create function app.change_address(person uuid, address text) returns boolean
  language sql security definer set search_path = pg_catalog, public
  as $$
    with changed as (
      update "User" set email = lower(trim(address)), "changedAt" = now()
      where id = person and app.is_ours_alone(person)
        and not exists (select from "User" where email = lower(trim(address)) and id <> person)
      returning id
    )
    select exists (select from changed)
  $$;

-- As before, but app.set_password is left to the database's owner.
create or replace function app.grant_to(app_role name) returns void
  language plpgsql
  as $$
  declare t text;
  begin
    execute format('revoke all on all tables in schema public from %I', app_role);
    execute format('revoke execute on all functions in schema app from %I', app_role);
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
      app.schools(), app.add_user(uuid, text, text), app.reset_password(uuid, text), app.change_address(uuid, text) to %I', app_role);
  end $$;

revoke execute on all functions in schema app from public;
