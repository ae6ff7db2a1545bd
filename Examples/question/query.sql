-- What somebody asked of the trail's table, before anything else was known.
SELECT eventtime, eventid, eventname, useridentity.arn AS arn, useragent, errorcode,
  requestparameters
FROM cloudtrail_logs
WHERE eventname = 'PutObject'
  AND requestparameters LIKE '%x-amz-acl%public-read%'
ORDER BY eventtime
