create table indicator (
    id ${key},
    source text not null,
    code text not null,
    name text not null,
    definition text not null,
    unit_of_measure text not null,
    decimals int not null,
    direction text not null check (direction in ('HIGHER', 'LOWER', 'NEUTRAL')),
    periodicity text not null,
    aggregation text not null,
    tolerance ${decimal},
    by_gender boolean not null,
    retired_on ${date},
    folded text not null,
    version int not null,
    unique (source, code)
);

-- What one can choose indicators from; searched, not all taken in.
create table catalogue_indicator (
    source text not null,
    code text not null,
    title text not null,
    description text not null,
    area text,
    perspective text,
    by_gender boolean not null,
    per_unit boolean not null,
    published ${date},
    folded text not null,
    primary key (source, code)
);

create table measurement (
    id ${key},
    indicator_id bigint not null references indicator (id),
    unit_id bigint not null references unit (id),
    period text not null,
    period_from ${date} not null,
    period_to ${date} not null,
    gender text not null check (gender in ('T', 'K', 'M')),
    kind text not null check (kind in ('OUTCOME', 'TARGET', 'FORECAST')),
    value ${decimal},
    state text not null check (state in ('exists', 'rounded', 'suppressed', 'missing', 'not_required')),
    source text not null,
    revision int not null,
    change_id bigint not null references change (id),
    check ((value is not null) = (state in ('exists', 'rounded'))),
    unique (indicator_id, unit_id, period, gender, kind)
);
create index measurement_unit on measurement (unit_id, indicator_id);
-- The latest of a unit, and the latest of all units.
create index measurement_latest on measurement (indicator_id, unit_id, kind, gender, period_to);
create index measurement_period on measurement (indicator_id, kind, gender, period_to, unit_id);
create index measurement_suppressed on measurement (indicator_id, period, kind, gender) where state = 'suppressed';
create index measurement_change on measurement (change_id);

-- What a measurement was before it was revised.
create table measurement_revision (
    measurement_id bigint not null references measurement (id),
    revision int not null,
    value ${decimal},
    state text not null,
    source text not null,
    change_id bigint not null references change (id),
    primary key (measurement_id, revision)
);
