# For a Makefile of your own: `make bpa-ready` before the change that switches Block Public Access on.
TRAIL ?= s3://TRAIL-BUCKET/AWSLogs/111122223333/CloudTrail/us-east-1

.PHONY: bpa-ready
bpa-ready:
	aws s3 sync --only-show-errors $(TRAIL) logs
	bpa-ready --policy Policies --evidence logs --report html=bpa-ready.html
