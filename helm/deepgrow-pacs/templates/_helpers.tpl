{{- define "deepgrow.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "deepgrow.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "deepgrow.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "deepgrow.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "deepgrow.selector" -}}
app.kubernetes.io/name: {{ include "deepgrow.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "deepgrow.labels" -}}
{{ include "deepgrow.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* An image of a name, of this registry when the name has no host of its own. Takes (root, name). */}}
{{- define "deepgrow.imageOf" -}}
{{- $root := index . 0 -}}
{{- $name := index . 1 -}}
{{- $first := splitList "/" $name | first -}}
{{- $hasHost := and (contains "/" $name) (or (contains "." $first) (contains ":" $first) (eq $first "localhost")) -}}
{{- if and $root.Values.global.imageRegistry (not $hasHost) -}}
{{- printf "%s/%s" (trimSuffix "/" $root.Values.global.imageRegistry) $name -}}
{{- else -}}
{{- $name -}}
{{- end -}}
{{- end -}}

{{- define "deepgrow.image" -}}
{{- $image := .Values.image -}}
{{- $variant := ternary "-cuda" "" (eq $image.variant "cuda") -}}
{{- $tag := default (printf "%s%s" .Chart.AppVersion $variant) $image.tag -}}
{{- $name := ternary (printf "%s@%s" $image.repository $image.digest) (printf "%s:%s" $image.repository $tag) (ne $image.digest "") -}}
{{- include "deepgrow.imageOf" (list . $name) -}}
{{- end -}}

{{- define "deepgrow.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "deepgrow.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "deepgrow.database" -}}
{{ include "deepgrow.fullname" . }}-database
{{- end -}}

{{- define "deepgrow.databaseUrl" -}}
{{- if eq .Values.database.mode "external" -}}
{{- .Values.database.url -}}
{{- else if eq .Values.database.mode "cnpg" -}}
jdbc:postgresql://{{ include "deepgrow.database" . }}-rw:5432/deepgrow
{{- else -}}
jdbc:postgresql://{{ include "deepgrow.database" . }}:5432/deepgrow
{{- end -}}
{{- end -}}

{{- define "deepgrow.databaseSecret" -}}
{{- if .Values.database.existingSecret -}}
{{- .Values.database.existingSecret -}}
{{- else -}}
{{ include "deepgrow.database" . }}-app
{{- end -}}
{{- end -}}

{{/* "true" where a kind is to be rendered. Takes (root, auto|true|false, group/version/Kind). */}}
{{- define "deepgrow.renders" -}}
{{- $root := index . 0 -}}
{{- $value := index . 1 | toString -}}
{{- if or (eq $value "true") (and (eq $value "auto") ($root.Capabilities.APIVersions.Has (index . 2))) -}}true{{- end -}}
{{- end -}}

{{- define "deepgrow.host" -}}
{{- (urlParse .Values.publicUrl).host | splitList ":" | first -}}
{{- end -}}

{{- define "deepgrow.apiReplicas" -}}
{{- ternary .Values.autoscaling.hpa.minReplicas .Values.api.replicas .Values.autoscaling.hpa.enabled -}}
{{- end -}}

{{- define "deepgrow.workerReplicas" -}}
{{- ternary .Values.autoscaling.keda.minReplicas .Values.worker.replicas .Values.autoscaling.keda.enabled -}}
{{- end -}}

{{/* What a NetworkPolicy lets out, from [{cidr | namespace, port}]. */}}
{{- define "deepgrow.egress" -}}
{{- range . }}
- to:
    {{- if .cidr }}
    - ipBlock: {cidr: {{ .cidr | quote }}}
    {{- else }}
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: {{ .namespace | quote }}}}
    {{- end }}
  ports:
    - {protocol: TCP, port: {{ .port }}}
{{- end }}
{{- end -}}
