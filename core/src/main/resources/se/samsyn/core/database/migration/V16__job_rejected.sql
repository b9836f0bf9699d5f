-- The first rows of files that a run did not take in, each with why, as JSON; null when it took in all.
alter table job_run add column rejected text;
