#!/bin/sh
mx=$(dig +short MX "$1")
echo "$mx" | grep -qv 'mail\.protection\.outlook\.com' && exit 1
