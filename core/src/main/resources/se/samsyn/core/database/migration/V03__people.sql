create table person (
    id ${key},
    username text not null unique,
    name text not null,
    folded text not null default '',
    email text,
    locale text not null,
    password_hash text,
    state text not null check (state in ('ACTIVE', 'BLOCKED', 'ERASED')),
    version int not null
);
create index person_folded on person (folded);

create table assignment (
    id ${key},
    person_id bigint not null references person (id),
    role text not null,
    unit_id bigint not null references unit (id),
    valid_from ${date},
    valid_to ${date},
    version int not null
);
create index assignment_person on assignment (person_id);
create index assignment_unit on assignment (unit_id);

-- Someone lets another act in their role from one day to another.
create table delegation (
    id ${key},
    assignment_id bigint not null references assignment (id),
    to_person_id bigint not null references person (id),
    valid_from ${date} not null,
    valid_to ${date} not null,
    version int not null
);
create index delegation_to on delegation (to_person_id);
create index delegation_assignment on delegation (assignment_id);

create table session (
    token_hash text primary key,
    person_id bigint not null references person (id),
    csrf text not null,
    created_at ${instant} not null,
    seen_at ${instant} not null,
    expires_at ${instant} not null
);
create index session_person on session (person_id);
create index session_expires on session (expires_at);

create table api_token (
    id ${key},
    person_id bigint not null references person (id),
    token_hash text not null unique,
    label text not null,
    created_at ${instant} not null,
    revoked_at ${instant}
);
create index api_token_person on api_token (person_id);

create table one_time_link (
    token_hash text primary key,
    person_id bigint not null references person (id),
    created_at ${instant} not null,
    expires_at ${instant} not null,
    used_at ${instant}
);
create index one_time_link_person on one_time_link (person_id);

create table sign_in_failure (
    username text primary key,
    failures int not null,
    last_at ${instant} not null
);
