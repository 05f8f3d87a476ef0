/** Failed jobs that are not over, by their cause: what a match looks for, and what a new failure is counted on. */
export const standingJobs = `
CREATE INDEX failed_jobs_standing ON failed_jobs (cause, id) WHERE state IN ('open', 'retrying', 'dismissed');
`
