-- How each source of published statistics is fetched; one without a row is fetched by hand alone.
create table fetch_source (
    source text primary key,
    nightly boolean not null,
    version int not null
);

-- Each time that something was fetched, or is to be.
create table fetch_run (
    id ${key},
    source text not null,
    state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'HELD', 'FAILED', 'CANCELLED', 'CUT_OFF')),
    -- Who asked; null when it was the night's work.
    person_id bigint references person (id),
    -- Whether what is doubtful is to be saved all the same.
    confirmed boolean not null,
    asked ${instant} not null,
    ended ${instant},
    requests int not null,
    created bigint not null,
    changed bigint not null,
    withdrawn bigint not null,
    unchanged bigint not null,
    skipped bigint not null,
    rejected bigint not null,
    -- Why it failed or was held: what to say, and what goes into it.
    reasons ${json} not null
);
create index fetch_run_source on fetch_run (source, id);
create unique index fetch_run_open on fetch_run (source) where state in ('WAITING', 'RUNNING');

-- What a run changed of what was here, and what it could not use or left out.
create table fetch_row (
    run_id bigint not null references fetch_run (id),
    number int not null,
    state text not null check (state in ('WITHDRAWN', 'CHANGED', 'REJECTED', 'SKIPPED')),
    what text not null,
    reason text,
    arguments ${json} not null,
    changes ${json} not null,
    primary key (run_id, number)
);
