-- A person's own new password. Whoever asks has to know the hash of the present one, which only checking it gives.
create function app.choose_password(person uuid, present_hash text, new_hash text) returns boolean
  language sql security definer set search_path = pg_catalog, public
  as $$
    with chosen as (
      update "User" set "passwordHash" = new_hash, "changedAt" = now() where id = person and "passwordHash" = present_hash returning id
    )
    select exists (select from chosen)
  $$;

-- As before, and app.choose_password.
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
      app.schools(), app.add_user(uuid, text, text), app.reset_password(uuid, text), app.change_address(uuid, text),
      app.choose_password(uuid, text, text) to %I', app_role);
  end $$;

revoke execute on all functions in schema app from public;
