-- When each job is due next, in the form that db-scheduler works on: what has no row is not due.
create table job (
    task_name text not null,
    -- The owner and the job's own name, with a slash between.
    task_instance text not null,
    -- The schedule that the time was reckoned by.
    task_data text,
    execution_time ${instant} not null,
    picked boolean not null,
    picked_by text,
    last_success ${instant},
    last_failure ${instant},
    consecutive_failures int,
    last_heartbeat ${instant},
    version bigint not null,
    primary key (task_name, task_instance)
);
create index job_due on job (execution_time);

-- The latest runs of each job; one without an end is under way.
create table job_run (
    id ${key},
    owner text not null,
    name text not null,
    started ${instant} not null,
    ended ${instant},
    outcome text,
    -- What it says that it did, or what went wrong.
    told text
);
create index job_run_job on job_run (owner, name, id);

-- What plugins have published, for those who listen.
create table plugin_event (
    id ${key},
    plugin text not null,
    name text not null,
    version int not null,
    entity_id text not null,
    at ${instant} not null,
    body ${json} not null
);
create index plugin_event_name on plugin_event (plugin, name, id);
create index plugin_event_at on plugin_event (at);

-- How far each listener has come: a change's number for core's events, an event's id for those of plugins.
create table listener_position (
    owner text not null,
    listener text not null,
    position bigint not null,
    primary key (owner, listener)
);
