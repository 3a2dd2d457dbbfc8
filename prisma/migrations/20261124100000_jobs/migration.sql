-- Work for later (docs/decisions/0006-jobs-and-mail.md): queued in the transaction whose rows it is about, of the school that
-- was entered, and no other. The app's role can add one and do nothing else with the queue. Its key is there once: asked for
-- again while it waits, it is taken up at once. Twenty tries take graphile-worker two days and seventeen hours.
create function app.queue_job(task text, school uuid, row_id uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
  begin
    if school is distinct from current_setting('app.school_id')::uuid then
      raise exception 'A job is queued in its own school.' using errcode = 'insufficient_privilege';
    end if;
    if task not in ('deliverLetter', 'sendDigest') then
      raise exception 'There is no job of that kind.' using errcode = 'invalid_parameter_value';
    end if;
    perform graphile_worker.add_job(
      task,
      payload => json_build_object('schoolId', school, 'id', row_id),
      max_attempts => 20,
      job_key => task || ':' || row_id
    );
  end $$;

-- What the role that runs the jobs may do: everything with the queue, nothing with a school's rows. Called at each start by
-- src/database/migrate.ts, after graphile-worker's own migrations.
create function app.grant_jobs_to(jobs_role name) returns void
  language plpgsql
  as $$
  declare t text;
  begin
    execute format('grant usage on schema graphile_worker to %I', jobs_role);
    execute format('grant select, insert, update, delete on all tables in schema graphile_worker to %I', jobs_role);
    execute format('grant usage on all sequences in schema graphile_worker to %I', jobs_role);
    for t in
      select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity
        and not exists (select from pg_policies p where p.schemaname = 'graphile_worker' and p.tablename = pg_tables.tablename
          and p.roles @> array[jobs_role])
    loop
      execute format('drop policy if exists jobs on graphile_worker.%I', t);
      execute format('create policy jobs on graphile_worker.%I to %I using (true) with check (true)', t, jobs_role);
    end loop;
  end $$;

-- As before, and app.queue_job.
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
      'Assessment', 'Review', 'Professional', 'Briefing', 'EhcConsideration', 'NotDone', 'LetterDelivery', 'PlannedReview',
      'CalendarFeed', 'RoundRobin', 'Monitoring', 'MonitoringLook', 'Digest'] loop
      execute format('revoke delete on %I from %I', t, app_role);
    end loop;
    execute format('revoke update on "Letter", "NotDone" from %I', app_role);
    execute format('grant update ("withdrawnAt", "withdrawnBy", "withdrawnBecause") on "NotDone" to %I', app_role);
    execute format('grant select, insert, update, delete on session, rate_limit to %I', app_role);
    execute format('grant execute on function app.enter_school(uuid, uuid, text), app.find_sign_in(text), app.schools_of(uuid),
      app.schools(), app.add_user(uuid, text, text), app.reset_password(uuid, text), app.change_address(uuid, text),
      app.choose_password(uuid, text, text), app.calendar_of(text),
      app.queue_job(text, uuid, uuid) to %I', app_role);
  end $$;

revoke execute on all functions in schema app from public;
