-- Letters by e-mail: those that are to leave, and what became of the others.
create table mail (
    id ${key},
    -- Who wrote it: a package of core's, or plugin:<id>.
    owner text not null,
    -- On whose behalf; null for the system.
    sent_by bigint references person (id),
    person_id bigint not null references person (id),
    -- Where it went; known once it has left.
    address text,
    subject text not null,
    -- The letter itself, until it has left.
    body text,
    html text,
    -- A calendar entry that goes with it as an invitation.
    invitation ${json},
    message_id text not null unique,
    state text not null check (state in ('WAITING', 'SENT', 'DRY_RUN', 'FAILED', 'LEFT_OUT')),
    attempts int not null,
    next_at ${instant} not null,
    -- Why it has not left, as a word, and what the mail server said.
    reason text,
    detail text,
    created_at ${instant} not null,
    ended_at ${instant},
    version int not null
);
create index mail_due on mail (state, next_at);
create index mail_created on mail (created_at);
create index mail_owner on mail (owner);
create index mail_person on mail (person_id);

-- Files attached to what plugins keep. A file that was taken away leaves its row, without content.
create table attachment (
    id ${key},
    plugin text not null,
    -- What it is attached to, by the plugin's own key.
    subject text not null,
    name text not null,
    content_type text not null,
    size bigint not null,
    sha256 text not null,
    added_by bigint references person (id),
    added_at ${instant} not null,
    removed_by bigint references person (id),
    removed_at ${instant}
);
create index attachment_subject on attachment (plugin, subject);

-- The content in parts, so that no file is in memory as a whole.
create table attachment_part (
    attachment_id bigint not null references attachment (id),
    number int not null,
    content ${bytes} not null,
    primary key (attachment_id, number)
);

-- The address by which a person's calendar program reads their calendar; who has it needs no password.
create table calendar_feed (
    person_id bigint primary key references person (id),
    token_hash text not null unique,
    created_at ${instant} not null
);
