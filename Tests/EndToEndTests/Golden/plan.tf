# Switches settings of S3 Block Public Access on. Made by bpa-ready 0.1.0, as of 2020-02-10T00:00:00Z.
#
# Nothing is done to:
#   payments-exports (unknown): BlockPublicAcls: management: no management event of the bucket was seen; IgnorePublicAcls: object-reads: no object-reads event of the bucket was seen; BlockPublicPolicy: management: no management event of the bucket was seen
#   payments-press-kit (exempt): logos and press releases for journalists, served without CloudFront until PAY-1234
#   reporting-scratch (undeclared): no policy claims it: add it to the file of the team that owns it

# BlockPublicAcls stays as it is: 8 requests with a public ACL by 2 callers
# If Terraform finds nothing to import, the bucket has no configuration: leave this out then.
import {
  to = aws_s3_bucket_public_access_block.payments-invoices
  id = "payments-invoices"
}

resource "aws_s3_bucket_public_access_block" "payments-invoices" {
  bucket = "payments-invoices"

  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true

  lifecycle {
    ignore_changes = [block_public_acls]
  }
}

# Where the bucket has a configuration already, it can be imported:
# import {
#   to = aws_s3_bucket_public_access_block.payments-ledger
#   id = "payments-ledger"
# }
resource "aws_s3_bucket_public_access_block" "payments-ledger" {
  bucket = "payments-ledger"

  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}
